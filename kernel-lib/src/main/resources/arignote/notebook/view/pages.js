(function () {
  'use strict';
  var rows = @ROWS@, size = @SIZE@, total = @TOTAL@;

  function pages(root) {
    var table = root.querySelector('table'), body = table.tBodies[0], note = root.querySelector('output');
    var find = function (name) { return root.querySelector('[name=' + name + ']'); };
    var align = Array.prototype.map.call(body.rows[0].cells, function (cell) { return cell.style.textAlign; });
    var first = 0, last = Math.floor((rows.length - 1) / size) * size;
    var grouped = function (n) { return String(n).replace(/\B(?=(\d{3})+$)/g, '\u2009'); };

    function show(from) {
      first = Math.max(0, Math.min(last, from));
      // A page with shorter cells, or fewer rows, does not make the table jump.
      table.style.minWidth = table.offsetWidth + 'px';
      body.textContent = '';
      rows.slice(first, first + size).forEach(function (row) {
        var line = body.insertRow();
        row.forEach(function (text, i) {
          var cell = line.insertCell();
          cell.style.textAlign = align[i];
          cell.textContent = text;
        });
      });
      var end = Math.min(first + size, rows.length);
      note.textContent = 'rows ' + grouped(first + 1) + '\u2013' + grouped(end) + ' of ' + grouped(total) +
        (end === rows.length && end < total ? '; the rest is not kept here' : '');
      find('first').disabled = find('back').disabled = first === 0;
      find('forward').disabled = find('last').disabled = first === last;
    }

    find('first').addEventListener('click', function () { show(0); });
    find('back').addEventListener('click', function () { show(first - size); });
    find('forward').addEventListener('click', function () { show(first + size); });
    find('last').addEventListener('click', function () { show(last); });
    show(0);
  }

  document.querySelectorAll('[data-arignote="@MARK@"]').forEach(function (root) {
    if (root.arignoteReady) { return; }
    root.arignoteReady = true;
    var controls = root.querySelector('.arignote-controls');
    controls.style.display = 'flex';
    // Keys that press a button must not turn a slide as well.
    controls.addEventListener('keydown', function (e) { e.stopPropagation(); });
    root.querySelector('.arignote-note').remove();
    pages(root);
  });
})();
