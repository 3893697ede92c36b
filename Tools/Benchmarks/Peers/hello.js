// Start to first output: the counterpart of MiniPrograms/hello.
console.log('hello');
