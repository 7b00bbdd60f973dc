// Convolutions; each sum in the order that Java's tiles have.
function convolutionAxis(name, axis, axes, n, filter, stride, dilation, [kind, given, after]) {
  const covers = (filter - 1) * dilation + 1;
  // as many zeros as given, or full, half, causal
  const before = [given, covers - 1, Math.floor(covers / 2), covers - 1][kind];
  const border = before + [after, covers - 1, Math.floor(covers / 2), after][kind];
  const padded = n + border;
  if (padded < covers || filter < 1) {
    const what = ['planes', 'rows', 'columns'][axis + 3 - axes];
    throw new RangeError(`the filters of ${name} cover ${covers} ${what}, but the images have ${padded}${border > 0 ? ' with their border' : ''}; give larger images, smaller filters or another borderMode`);
  }
  return { covers, before, border, out: Math.floor((padded - covers) / stride) + 1 };
}

// The shapes of images, filters and outputs, of which one follows from the others; a -1 in what is given too.
function convolutionShapes(of, name, groups, strides, dilations, borders, a, b, given) {
  const axes = strides.length;
  const said = (length, i) => (given && given[i] >= 0 ? given[i] : length);
  let images = a.shape;
  let filters = b.shape;
  if (of === 1) {
    images = [a.shape[0], b.shape[1] * groups, ...strides.map((stride, i) => {
      const covers = (b.shape[2 + i] - 1) * dilations[i] + 1;
      const [kind, before, after] = borders[i];
      const border = [before + after, 2 * (covers - 1), 2 * Math.floor(covers / 2), covers - 1 + after][kind];
      return (a.shape[2 + i] - 1) * stride + covers - border;
    })].map(said);
  } else if (of === 2) {
    filters = [b.shape[1], a.shape[1] / groups, ...strides.map(() => -1)].map(said);
  }
  if (images[1] !== filters[1] * groups || filters[0] % groups !== 0) {
    throw new RangeError(`${name}: images of the shape ${listed(images)} have ${images[1]} channels, and filters of the shape ${listed(filters)} are for ${filters[1]}${groups === 1 ? '' : ` in each of ${groups} groups`}`);
  }
  const moves = strides.map((stride, i) =>
    convolutionAxis(name, i, axes, images[2 + i], filters[2 + i], stride, dilations[i], borders[i]));
  const outputs = [images[0], filters[0], ...moves.map(m => m.out)];
  const brought = of === 1 ? a.shape : of === 2 ? b.shape : outputs;
  if (String(brought) !== String(outputs)) {
    throw new RangeError(`${name}: outputs of the shape ${listed(brought)} do not come from images of the shape ${listed(images)} and filters of the shape ${listed(filters)}, whose outputs have the shape ${listed(outputs)}`);
  }
  return { images, filters, outputs, before: moves.map(m => m.before) };
}

// All ways to count up to lengths, the last fastest.
function counted(lengths) {
  return Array.from({ length: sizeOf(lengths) }, (_, i) => {
    const at = [];
    let left = i;
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      at[axis] = left % lengths[axis];
      left = Math.floor(left / lengths[axis]);
    }
    return at;
  });
}

// Pairs of places, of an output and of an image, that lie under each element of a filter.
function under(s, strides, dilations) {
  const sizes = s.images.slice(2);
  const places = counted(s.outputs.slice(2));
  return counted(s.filters.slice(2)).map(k => {
    const pairs = [];
    places.forEach((place, out) => {
      let at = 0;
      const inside = sizes.every((n, axis) => {
        const i = place[axis] * strides[axis] + k[axis] * dilations[axis] - s.before[axis];
        at = at * n + i;
        return i >= 0 && i < n;
      });
      if (inside) {
        pairs.push(out, at);
      }
    });
    return pairs;
  });
}

// Filters moved over images: the outputs, or the gradients by images or filters, by what is asked for (0, 1, 2).
function convolution(of, name, groups, flip, strides, dilations, borders, a, b, given) {
  const s = convolutionShapes(of, name, groups, strides, dilations, borders, a, b, given);
  const result = zeros(a.constructor, [s.outputs, s.images, s.filters][of]);
  const round = a instanceof Float32Array ? Math.fround : x => x;
  const [count, channels] = s.images;
  const [filters, each] = s.filters;
  const [image, filter, output] = [s.images, s.filters, s.outputs].map(shape => sizeOf(shape.slice(2)));
  const windows = under(s, strides, dilations);
  const add = (n, f, c, element) => {
    const group = Math.floor(f / (filters / groups));
    const to = (n * filters + f) * output;
    const from = (n * channels + group * each + c) * image;
    const w = (f * each + c) * filter + element;
    const pairs = windows[flip ? filter - 1 - element : element];
    for (let p = 0; p < pairs.length; p += 2) {
      const out = to + pairs[p];
      const at = from + pairs[p + 1];
      if (of === 0) {
        result[out] += round(a[at] * b[w]);
      } else if (of === 1) {
        result[at] += round(a[out] * b[w]);
      } else {
        result[w] += round(a[at] * b[out]);
      }
    }
  };
  // an image is summed over the elements of a filter, and for each over filters
  for (let n = 0; n < count; n++) {
    for (let outer = 0; outer < (of === 1 ? filter : filters); outer++) {
      for (let c = 0; c < each; c++) {
        for (let inner = 0; inner < (of === 1 ? filters : filter); inner++) {
          add(n, of === 1 ? inner : outer, c, of === 1 ? outer : inner);
        }
      }
    }
  }
  return result;
}

// Where the windows of pooling begin and end along an axis, and how long they are with what is added around the image.
function poolingAxis(name, axis, axes, n, window, stride, pad, ignoreBorder) {
  const padded = n + 2 * pad;
  if (ignoreBorder && padded < window) {
    const what = ['planes', 'rows', 'columns'][axis + 3 - axes];
    throw new RangeError(`windows of ${name} have ${window} ${what}, but the images have ${padded}; give smaller windows, or ignoreBorder(false)`);
  }
  const count = ignoreBorder ? Math.floor((padded - window) / stride) + 1
    : stride >= window ? Math.floor((n - 1 + stride) / stride)
      : Math.max(0, Math.trunc((n - 1 - window + stride) / stride)) + (n > 0 ? 1 : 0);
  return Array.from({ length: count }, (_, i) => {
    const first = i * stride - pad;
    return { start: Math.max(0, first), end: Math.min(n, first + window), length: Math.min(n + pad, first + window) - first };
  });
}

// For each window the places of its elements in a plane, in their order, and how many elements it counts.
function poolingWindows(mode, name, sizes, ws, strides, pads, ignoreBorder) {
  let windows = [{ places: [0], length: 1 }];
  const counts = sizes.map((n, axis) => {
    const along = poolingAxis(name, axis, sizes.length, n, ws[axis], strides[axis], pads[axis], ignoreBorder);
    windows = windows.flatMap(w => along.map(part => ({
      places: w.places.flatMap(place => Array.from({ length: part.end - part.start }, (_, i) => place * n + part.start + i)),
      length: w.length * part.length,
    })));
    return along.length;
  });
  windows.forEach(w => {
    w.share = mode === 'AVERAGE_EXC_PAD' ? w.places.length : mode === 'AVERAGE_INC_PAD' ? w.length : 1;
  });
  return { windows, counts };
}

// One number for each window; its gradient, which spreads numbers over windows; and the gradient of that (0, 1, 2).
function pooling(step, mode, name, ws, strides, pads, ignoreBorder, from, image = from) {
  const before = image.shape.slice(0, image.shape.length - ws.length);
  const sizes = image.shape.slice(before.length);
  const { windows, counts } = poolingWindows(mode, name, sizes, ws, strides, pads, ignoreBorder);
  const small = [...before, ...counts];
  const expected = step === 1 ? small : image.shape;
  if (String(from.shape) !== String(expected)) {
    throw new RangeError(`${name} needs the shape ${listed(expected)}, not ${listed(from.shape)}`);
  }
  const result = zeros(image.constructor, step === 1 ? image.shape : small);
  const round = image instanceof Float32Array ? Math.fround : x => x;
  const plane = sizeOf(sizes);
  const greatest = mode === 'MAX';
  for (let p = 0; plane > 0 && p < image.length / plane; p++) {
    windows.forEach((w, i) => {
      const most = greatest ? w.places.reduce((m, place) => Math.max(m, image[p * plane + place]), -Infinity) : 0;
      const counts = greatest ? place => image[place] === most || (most !== most && image[place] !== image[place]) : () => true;
      const window = p * windows.length + i;
      if (step === 1) {
        const part = round(from[window] / w.share);
        w.places.forEach(place => { result[p * plane + place] += counts(p * plane + place) ? part : 0; });
      } else if (greatest && step === 0) {
        result[window] = most;
      } else {
        const sum = w.places.reduce((s, place) => round(s + (counts(p * plane + place) ? from[p * plane + place] : 0)), 0);
        result[window] = sum / w.share;
      }
    });
  }
  return result;
}
