const HEADER_END = '\r\n\r\n';

/** Encodes a message for a stream: a `Content-Length` header, then JSON. */
export function framed(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}${HEADER_END}`), body]);
}

/**
 * Splits the chunks of a stream into messages, and calls `take` with the JSON of each message as soon as its last byte has
 * arrived. Throws if a header has no valid `Content-Length`.
 */
export function messageReader(take: (body: string) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = 0;
  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    // The chunks of a large message are concatenated once, after the last of them has arrived.
    while (held > 0 && held >= wanted) {
      const bytes = Buffer.concat(chunks);
      chunks = [bytes];
      const header = bytes.indexOf(HEADER_END);
      if (header < 0) return;
      const start = header + HEADER_END.length;
      const length = Number(/content-length: *(\d+)/i.exec(bytes.toString('latin1', 0, header))?.[1]);
      if (Number.isNaN(length)) throw new Error(`Not an LSP message: ${bytes.toString('utf8', 0, 200)}`);
      wanted = start + length;
      if (held < wanted) return;
      const body = bytes.toString('utf8', start, wanted);
      chunks = [bytes.subarray(wanted)];
      held -= wanted;
      wanted = 0;
      take(body);
    }
  };
}
