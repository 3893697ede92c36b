Page({
  data: { heard: [] },

  atBell({ detail }) {
    this.hear(`at the bell, ${detail.loudness}`);
  },

  inHouse({ detail }) {
    this.hear(`in the house, ${detail.loudness}`);
  },

  hear(text) {
    this.setData({ heard: [...this.data.heard, text] });
  },
});
