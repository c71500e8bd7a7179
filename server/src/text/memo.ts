/** An argument of a memoized function. Objects are compared by identity, other values by value. */
type Key = object | string | number | boolean | undefined;

/**
 * Returns a memoized `compute`: for the same arguments it returns the same result without running again. The arguments
 * are the complete key, so `compute` must not read anything else and must not have side effects. An exception is not
 * cached.
 *
 * Object arguments are held weakly. A cached result can be collected together with its first argument, or with any
 * later object argument, except the one that was first used after the same earlier arguments.
 *
 * This makes answers after an edit cheap: parts that did not change are the same objects as before, and so is
 * everything that was computed from them.
 */
export function memo<A extends readonly [object, ...Key[]], R>(
  compute: (...args: A) => R,
): (...args: A) => R {
  const roots = new WeakMap<object, Node>();
  return (...args) => {
    let node = roots.get(args[0]);
    if (!node) {
      node = new Node();
      roots.set(args[0], node);
    }
    for (let index = 1; index < args.length; index++) node = node.next(args[index]);
    if (!node.hasResult) {
      node.result = compute(...args);
      node.hasResult = true;
    }
    return node.result as R;
  };
}

/** The result for a prefix of the argument list, and the nodes for one more argument. */
class Node {
  hasResult = false;
  result: unknown;
  /** The first key and its node. Most nodes have only one, and this is faster than a map. */
  private firstKey: Key = undefined;
  private first: Node | undefined = undefined;
  private objects: WeakMap<object, Node> | undefined = undefined;
  private values: Map<Key, Node> | undefined = undefined;

  next(key: Key): Node {
    if (this.first && this.firstKey === key) return this.first;
    const known = typeof key === 'object' ? this.objects?.get(key) : this.values?.get(key);
    return known ?? this.add(key);
  }

  private add(key: Key): Node {
    const node = new Node();
    if (!this.first) {
      this.firstKey = key;
      this.first = node;
    } else if (typeof key === 'object') {
      this.objects ??= new WeakMap();
      this.objects.set(key, node);
    } else {
      this.values ??= new Map();
      this.values.set(key, node);
    }
    return node;
  }
}

/**
 * Returns a function that makes equal lists identical, so that a memo recognizes them. For each first item, it keeps
 * the list that it last returned, and returns that list again if it has the same items in the same order as the new
 * one.
 */
export function shareLists<T extends object>(): (items: readonly T[]) => readonly T[] {
  const empty: readonly T[] = Object.freeze([]);
  const lists = new WeakMap<T, readonly T[]>();
  return (items) => {
    const [first] = items;
    if (first === undefined) return empty;
    const known = lists.get(first);
    if (known?.length === items.length && known.every((item, index) => item === items[index])) return known;
    lists.set(first, items);
    return items;
  };
}
