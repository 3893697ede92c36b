Page({
  data: {
    nodes: [{ name: 'b', children: [{ type: 'text', text: 'Bold' }] }],
    html: '<p>A paragraph with <em>stress</em></p>',
  },
});
