Page({
  data: { names: ['slots', 'relations', 'behaviors', 'observers', 'events', 'generics'] },
});
