// Replaces a native module that would have to be compiled. The real module ends an extension host whose parent hangs or
// dies. Without it, the extension host still checks every second whether its parent is alive.
exports.start = () => {};
/** @param {number} code */
exports.exit = (code) => process.exit(code);
