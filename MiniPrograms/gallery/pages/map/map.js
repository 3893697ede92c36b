Page({
  data: { markers: [{ id: 1, longitude: 113.3, latitude: 23.1, title: 'Here' }], told: '' },

  tapped({ detail }) {
    this.setData({ told: `Marker ${detail.markerId}` });
  },
});
