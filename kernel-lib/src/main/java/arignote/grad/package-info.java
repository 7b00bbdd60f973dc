/** Expression to expression: the reverse walk that makes gradients. */
package arignote.grad;
