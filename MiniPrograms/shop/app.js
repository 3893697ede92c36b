App({
  onLaunch() {
    // A shop's server would exchange the code for the openid; the receipt shows that there was one.
    wx.login({ success: ({ code }) => { this.loginCode = code; } });
  },
});
