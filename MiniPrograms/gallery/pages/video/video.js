Page({
  data: { state: 'Not started' },

  onReady() {
    this.film = wx.createVideoContext('film');
  },

  play() {
    this.film.play();
  },

  pause() {
    this.film.pause();
  },

  told({ type }) {
    this.setData({ state: type });
  },
});
