// Stands for whatever takes time.
setTimeout(() => console.log('done'), 300);
