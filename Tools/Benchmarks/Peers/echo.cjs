// The other end of messages.cjs.
process.on('message', (message) => process.send({ id: message.id, ok: true, data: message.data }));
