Page({
  data: { told: '' },

  changed({ detail }) {
    this.setData({ told: detail.value ? 'on' : 'off' });
  },
});
