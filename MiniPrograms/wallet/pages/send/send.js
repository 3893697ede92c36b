const newKey = require('../../key');

const wallet = wx.getWallet();

Page({
  data: { people: [], to: '', told: '' },

  async onLoad() {
    try {
      this.setData({ people: (await wallet.people()).people });
    } catch ({ errMsg }) {
      this.setData({ told: errMsg });
    }
  },

  choose({ currentTarget }) {
    this.setData({ to: currentTarget.dataset.name });
  },

  async send({ detail }) {
    const { yuan, memo } = detail.value;
    try {
      const { transfer } = await wallet.send({ to: this.data.to, yuan, memo, key: newKey() });
      this.setData({ told: `${transfer.yuan} yuan wait for ${transfer.to}` });
    } catch ({ errMsg }) {
      this.setData({ told: errMsg });
    }
  },
});
