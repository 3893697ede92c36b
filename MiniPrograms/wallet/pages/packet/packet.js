const newKey = require('../../key');

const wallet = wx.getWallet();

Page({
  data: { packet: null, told: '' },

  onLoad({ token }) {
    if (token) this.look(token);
  },

  async look(token) {
    const { packet } = await wallet.packet({ token });
    this.setData({ packet });
  },

  async send({ detail }) {
    const { yuan, count } = detail.value;
    try {
      const { packet } = await wallet.sendPacket({ kind: 'lucky', yuan, count: Number(count), key: newKey() });
      this.setData({ packet, told: 'Ready; whoever has the token takes a part' });
    } catch ({ errMsg }) {
      this.setData({ told: errMsg });
    }
  },

  async take({ detail }) {
    try {
      const { yuan, packet } = await wallet.claimPacket({ token: detail.value.token });
      this.setData({ packet, told: `You got ${yuan} yuan` });
    } catch ({ errMsg }) {
      this.setData({ told: errMsg });
    }
  },
});
