// Stands in for a module that only a compiler could build. The real one ends an extension host whose parent
// hangs or dies; without it the extension host still looks for its parent every second.
exports.start = () => {};
/** @param {number} code */
exports.exit = (code) => process.exit(code);
