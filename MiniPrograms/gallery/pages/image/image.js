Page({
  data: { told: [] },

  loaded({ detail }) {
    this.tell(`Loaded, ${detail.width} by ${detail.height}`);
  },

  failed({ detail }) {
    this.tell(detail.errMsg);
  },

  tell(text) {
    this.setData({ told: [...this.data.told, text] });
  },
});
