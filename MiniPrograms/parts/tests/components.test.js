// Components by themselves, without a page around them.
const simulate = require('miniprogram-simulate');

test('a fraction is worked out anew when a property changes', () => {
  const fraction = simulate.render(simulate.load('/components/fraction/fraction'), { over: 6, under: 4 });
  fraction.attach(document.createElement('parent'));
  expect(simulate.match(fraction.dom, '<wx-view class="main--value">6 / 4 = 1.5</wx-view>')).toBe(true);

  fraction.setData({ under: 0 });
  expect(fraction.querySelector('.value').dom.textContent).toBe('not a number');
});

test('a loud bell is heard outside of its component, a quiet one only where it hangs', async () => {
  const bell = simulate.load('/components/bell/bell');
  const house = simulate.render(simulate.load({
    usingComponents: { bell },
    template: '<view bind:ring="inHouse"><bell id="bell" bind:ring="atBell" /></view>',
    data: { heard: [] },
    methods: {
      atBell({ detail }) { this.setData({ heard: [...this.data.heard, `at the bell, ${detail.loudness}`] }); },
      inHouse({ detail }) { this.setData({ heard: [...this.data.heard, `in the house, ${detail.loudness}`] }); },
    },
  }));
  house.attach(document.createElement('parent'));

  house.querySelector('#bell').querySelector('.quiet').dispatchEvent('tap');
  await simulate.sleep(10);
  expect(house.data.heard).toEqual(['at the bell, 1']);

  house.querySelector('#bell').querySelector('.loud').dispatchEvent('tap');
  await simulate.sleep(10);
  expect(house.data.heard).toEqual(['at the bell, 1', 'at the bell, 9', 'in the house, 9']);
});

test('a stopwatch starts with its life and ends with it', async () => {
  const watch = simulate.render(simulate.load('/components/stopwatch/stopwatch'));
  watch.attach(document.createElement('parent'));
  await simulate.sleep(5500);
  expect(watch.data.seconds).toBe(5);
  watch.triggerPageLifeTime('show');
  expect(watch.data.shown).toBe(1);
  watch.detach();
});

test('a bell as a tree', () => {
  const bell = simulate.render(simulate.load('/components/bell/bell', 'bell'));
  expect(bell.toJSON()).toMatchInlineSnapshot(`
    <bell>
      <wx-button
        class="quiet"
        bind:tap="quiet"
      >
        Quiet
      </wx-button>
      <wx-button
        class="loud"
        bind:tap="loud"
      >
        Loud
      </wx-button>
    </bell>
  `);
});
