/**
 * A client of the automation port that sends what the platform's JavaScript client sends: requests `{id, method,
 * params}` with ids of its own making, elements by `elementId` and `pageId`, `nodeId` for components.
 */
const { randomUUID } = require('node:crypto');
const { EventEmitter } = require('node:events');
const WebSocket = require('ws');

class Client extends EventEmitter {
  #socket;
  #waiting = new Map();

  static connect(endpoint) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(endpoint);
      socket.once('open', () => resolve(new Client(socket)));
      socket.once('error', reject);
    });
  }

  constructor(socket) {
    super();
    this.#socket = socket;
    socket.on('message', (text) => this.#take(JSON.parse(text)));
    socket.on('close', () => {
      this.#waiting.forEach(({ reject }) => reject(new Error('the port closed the connection')));
      this.#waiting.clear();
    });
  }

  #take({ id, method, params, result, error }) {
    if (id === undefined) {
      this.emit(method, params);
      return;
    }
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error.message));
  }

  send(method, params = {}) {
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  async currentPage() {
    return new Page(this, await this.send('App.getCurrentPage'));
  }

  async pageStack() {
    const { pageStack } = await this.send('App.getPageStack');
    return pageStack.map((one) => new Page(this, one));
  }

  async evaluate(body, ...args) {
    return (await this.send('App.callFunction', { functionDeclaration: body.toString(), args })).result;
  }

  async callWx(method, ...args) {
    return (await this.send('App.callWxMethod', { method, args })).result;
  }

  /** Changes the page by a call of wx; the page that is there afterwards. */
  async route(method, url) {
    await this.callWx(method, { url });
    return this.currentPage();
  }

  async close() {
    await this.send('App.exit').catch(() => {});
    await this.send('Tool.close');
    this.#socket.close();
  }
}

class Page {
  constructor(client, { pageId, path, query }) {
    Object.assign(this, { client, pageId, path, query });
  }

  send(method, params = {}) { return this.client.send(`Page.${method}`, { ...params, pageId: this.pageId }); }

  async $(selector) {
    return new Element(this, await this.send('getElement', { selector }));
  }

  async $$(selector) {
    const { elements } = await this.send('getElements', { selector });
    return elements.map((one) => new Element(this, one));
  }

  async data(path) {
    return (await this.send('getData', path === undefined ? {} : { path })).data;
  }

  setData(data) { return this.send('setData', { data }); }

  async window(...names) {
    return (await this.send('getWindowProperties', { names })).properties;
  }
}

class Element {
  constructor(page, { elementId, nodeId, tagName }) {
    Object.assign(this, { page, elementId, nodeId, tagName });
  }

  send(method, params = {}) {
    const reference = { elementId: this.elementId, pageId: this.page.pageId };
    if (this.nodeId !== undefined) reference.nodeId = this.nodeId;
    return this.page.client.send(`Element.${method}`, { ...params, ...reference });
  }

  async $(selector) {
    return new Element(this.page, await this.send('getElement', { selector }));
  }

  async $$(selector) {
    const { elements } = await this.send('getElements', { selector });
    return elements.map((one) => new Element(this.page, one));
  }

  async text() {
    return (await this.send('getDOMProperties', { names: ['innerText'] })).properties[0];
  }

  async attribute(name) {
    return (await this.send('getAttributes', { names: [name] })).attributes[0];
  }

  async property(name) {
    return (await this.send('getProperties', { names: [name] })).properties[0];
  }

  async style(name) {
    return (await this.send('getStyles', { names: [name] })).styles[0];
  }

  async wxml(type = 'inner') {
    return (await this.send('getWXML', { type })).wxml;
  }

  tap() { return this.send('tap'); }

  input(value) { return this.send('callFunction', { functionName: `${this.tagName}.input`, args: [value] }); }

  trigger(type, detail) { return this.send('triggerEvent', { type, detail }); }

  async data(path) {
    return (await this.send('getData', path === undefined ? {} : { path })).data;
  }
}

module.exports = { Client };
