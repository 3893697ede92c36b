const wallet = wx.getWallet();

Page({
  data: { yuan: '', code: '', scanned: '', told: '', waiting: [] },

  async onShow() {
    try {
      const { yuan, name } = await wallet.balance();
      const { transfers } = await wallet.transfers();
      this.setData({
        yuan,
        waiting: transfers.filter(({ state }) => state === 'pending').map((transfer) => ({
          ...transfer, mine: transfer.from === name,
        })),
      });
    } catch ({ errMsg }) {
      this.setData({ told: errMsg });
    }
  },

  async show() {
    try {
      const { code } = await wallet.payCode();
      this.setData({ code: code.replace(/(\d{4})(?=\d)/g, '$1 '), told: '' });
    } catch ({ errMsg }) {
      this.setData({ code: '', told: errMsg });
    }
  },

  typed({ detail }) {
    this.setData({ scanned: detail.value });
  },

  pay() {
    return this.tell(async () => {
      const { yuan, merchant } = await wallet.pay({ code: this.data.scanned });
      return `Paid ${yuan} yuan to ${merchant}`;
    });
  },

  accept({ currentTarget }) {
    return this.tell(async () => {
      const { transfer } = await wallet.accept({ number: currentTarget.dataset.number });
      return `Took ${transfer.yuan} yuan from ${transfer.from}`;
    });
  },

  giveBack({ currentTarget }) {
    return this.tell(async () => {
      const { transfer } = await wallet.giveBack({ number: currentTarget.dataset.number });
      return `Sent ${transfer.yuan} yuan back to ${transfer.from}`;
    });
  },

  /** Says how something went, and shows what changed. */
  async tell(act) {
    try {
      this.setData({ told: await act() });
    } catch ({ errMsg, message }) {
      this.setData({ told: errMsg || message });
    }
    await this.onShow();
  },
});
