import { deserialize, type Document, serialize } from 'bson';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const HEADER = 16;
const OP_MSG = 2013;
const OP_REPLY = 1;
/** Header, flags, cursor, start and count. */
const OP_REPLY_HEAD = 36;

/**
 * What becomes of a command: passed on, passed on in another form, answered by the proxy, or met with a closed
 * connection.
 */
export type Verdict = 'pass' | 'close' | { readonly forward: Document } | { readonly reply: Document };

/** Judges each command; its first key is the command's name. */
export type Judge = (command: Document) => Verdict;

export interface MongoProxy {
  /** `host:port`. */
  readonly host: string;
  close(): Promise<void>;
}

/**
 * A server between driver and MongoDB that reads the protocol's commands (OP_MSG: 16 bytes of header, 4 of flags, a
 * section of kind 0 with one BSON document) and may break or answer chosen ones. Replies pass as they are, but for
 * what `amend` changes in them.
 */
export async function startMongoProxy(
  mongoUri: string,
  judge: Judge,
  amend: (reply: Document) => Document = (reply) => reply,
): Promise<MongoProxy> {
  const { hostname, port } = new URL(mongoUri.replace(/^mongodb:/, 'http:'));
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port || 27017), hostname);
    const destroy = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', destroy).on('close', destroy);
    }
    onMessages(client, (message) => {
      const command = commandOf(message);
      const verdict = command ? judge(command) : 'pass';
      if (verdict === 'pass') upstream.write(message);
      else if (verdict === 'close') destroy();
      else if ('forward' in verdict) upstream.write(opMsg(message.readInt32LE(4), 0, verdict.forward));
      else client.write(opMsg(1, message.readInt32LE(4), verdict.reply));
    });
    onMessages(upstream, (message) => {
      const reply = commandOf(message) ?? handshakeOf(message);
      const amended = reply && amend(reply);
      client.write(amended && amended !== reply ? replaced(message, amended) : message);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function onMessages(socket: Socket, handle: (message: Buffer) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (piece: Buffer) => {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= HEADER && pending.length >= pending.readInt32LE(0)) {
      const size = pending.readInt32LE(0);
      handle(pending.subarray(0, size));
      pending = pending.subarray(size);
    }
  });
}

/** The command or reply of an OP_MSG; none of another message, or of one with more sections. */
function commandOf(message: Buffer): Document | undefined {
  if (message.readInt32LE(12) !== OP_MSG || message[20] !== 0) return undefined;
  const body = message.subarray(21);
  return body.readInt32LE(0) === body.length
    ? deserialize(body, { promoteValues: false, promoteBuffers: false })
    : undefined;
}

/** The answer to the first message of a connection, which is older than OP_MSG (OP_REPLY). */
function handshakeOf(message: Buffer): Document | undefined {
  return message.readInt32LE(12) === OP_REPLY ? deserialize(message.subarray(OP_REPLY_HEAD)) : undefined;
}

function replaced(message: Buffer, document: Document): Buffer {
  if (message.readInt32LE(12) === OP_MSG) {
    return opMsg(message.readInt32LE(4), message.readInt32LE(8), document);
  }
  const whole = Buffer.concat([message.subarray(0, OP_REPLY_HEAD), serialize(document)]);
  whole.writeInt32LE(whole.length, 0);
  return whole;
}

function opMsg(requestId: number, responseTo: number, document: Document): Buffer {
  const body = serialize(document);
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(requestId, 4);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, body]);
}
