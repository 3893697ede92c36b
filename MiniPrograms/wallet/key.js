// A key for each wish to pay: the same wish sent twice moves the money once.
module.exports = () => `${Date.now()}-${Math.floor(Math.random() * 1e9)}`;
