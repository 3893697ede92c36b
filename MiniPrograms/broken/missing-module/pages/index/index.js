'use strict';

const words = require('../../utils/words');

Page({
  data: { name: words.name },
});
