/** Counts the scripts `0.js`, `1.js` … of the folder it runs in; the results go to `out/0.json` and so on. */
const entry = (count) => {
  const acorn = native.require('acorn');
  const files = native.require('fs');
  for (let number = 0; number < count; number += 1) {
    let result;
    try {
      result = new Counting(acorn, files.readFileSync(`${number}.js`, 'utf8')).run();
    } catch (error) {
      result = { failure: String(error.message) };
    }
    files.writeFileSync(`out/${number}.json`, JSON.stringify(result));
  }
};
