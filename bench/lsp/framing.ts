const HEAD_END = '\r\n\r\n';

/** A message as it goes over a pipe. */
export function framed(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}${HEAD_END}`), body]);
}

/**
 * Takes what comes over a pipe in pieces, and tells each message when its last byte is there. Throws on what is no
 * message of the protocol.
 */
export function messageReader(take: (body: string) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let held = 0;
  let wanted = 0;
  return (piece) => {
    pieces.push(piece);
    held += piece.length;
    // Pieces of a large message are not put together before all of them are there.
    while (held > 0 && held >= wanted) {
      const bytes = Buffer.concat(pieces);
      pieces = [bytes];
      const head = bytes.indexOf(HEAD_END);
      if (head < 0) return;
      const start = head + HEAD_END.length;
      const length = Number(/content-length: *(\d+)/i.exec(bytes.toString('latin1', 0, head))?.[1]);
      if (Number.isNaN(length)) throw new Error(`No message: ${bytes.toString('utf8', 0, 200)}`);
      wanted = start + length;
      if (held < wanted) return;
      const body = bytes.toString('utf8', start, wanted);
      pieces = [bytes.subarray(wanted)];
      held -= wanted;
      wanted = 0;
      take(body);
    }
  };
}
