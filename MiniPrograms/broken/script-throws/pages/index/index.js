const settings = undefined;

Page({
  data: { name: settings.name },
});
