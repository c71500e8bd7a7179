/** What a memo can remember results by: objects by identity, everything else by value. */
type Key = object | string | number | boolean | undefined;

/**
 * Returns `compute` with a memory: called again with the same arguments, it returns the same result. The arguments are
 * the whole key, so `compute` must read nothing else, and it must not be expected to run again. Objects are compared by
 * identity and held weakly: results go away with the first argument, and with any later object argument except the one
 * used first beside it.
 *
 * This is what makes an answer after an edit cheap: whatever did not change is the same object as before, and so is
 * everything that was computed from it.
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
    if (!node.isKnown) {
      node.result = compute(...args);
      node.isKnown = true;
    }
    return node.result as R;
  };
}

/** What is remembered for the arguments up to some place; one more argument leads to another node. */
class Node {
  isKnown = false;
  result: unknown;
  /** The first key and its node. Most nodes have no other, and this is faster than a map. */
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
 * Returns a function that makes equal lists identical, so that a memo can tell that nothing changed: it returns the list
 * that it returned last for a list with the same first item, if both have the same items in the same order.
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
