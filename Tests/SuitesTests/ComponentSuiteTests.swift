import Suites
import Testing

/// What suites of components find that were written for Jest and the platform's own module.
@Suite struct `Suites of components` {
  private static let button: [String: String] = [
    "box/box.json": #"{"component":true,"usingComponents":{"part":"./part"}}"#,
    "box/box.js": """
    import { size } from './size';
    Component({
      properties: { label: String },
      data: { big: false },
      methods: {
        grow() { this.setData({ big: size() > 1 }); },
        later() { setTimeout(() => this.setData({ big: true }), 3000); },
      },
    });
    """,
    "box/size.js": "export const size = () => 1;",
    "box/box.wxml": """
    <view class="box {{big ? 'big' : ''}}" style="color: #ff0000; width: 4rpx" data-kind="{{kind}}"
      bindtap="grow" capture-bind:tap="later">{{label}}<part title="{{none}}" note="{{note}}"/><other/></view>
    """,
    "box/box.wxss": ".box { height: 4px; color: blue } view.box { height: 5px }",
    "box/part.json": #"{"component":true}"#,
    "box/part.js": "Component({ properties: { title: String } })",
    "box/part.wxml": "<text>part</text>",
  ]

  private func run(_ test: String, _ more: [String: String] = [:]) async throws
    -> SuiteFixture.Outcome
  {
    var files = Self.button.merging(more) { $1 }
    files["a.test.js"] = """
      import simulate from 'miniprogram-simulate';
      import * as Size from './box/size';
      const shown = (properties) => {
        const root = simulate.render(simulate.load('box/box', 'x-box'), properties);
        root.attach(document.createElement('div'));
        return root;
      };
      \(test)
      """
    return try await SuiteFixture(files).run()
  }

  private func expectToPass(_ outcome: SuiteFixture.Outcome, _ count: Int) {
    #expect(outcome.summary.failed == 0 && outcome.results.count == count)
    if outcome.summary.failed > 0 { Issue.record("\(outcome.report(.pretty))") }
  }

  @Test func `see what templates write, in snapshots`() async throws {
    expectToPass(
      try await run(
        #"""
        test('tree', () => {
          expect(shown({ label: 'one', more: true }).toJSON()).toMatchInlineSnapshot(`
            <x-box
              more="{{true}}"
            >
              <wx-view
                class="box "
                data-kind=""
                style="color: #ff0000; width: 4rpx"
                capture-bind:tap="later"
              >
                one
                <part
                  note=""
                >
                  <wx-text>
                    part
                  </wx-text>
                </part>
                <other />
              </wx-view>
            </x-box>
          `);
          expect([() => 1, fn()]).toMatchInlineSnapshot(`
            [
              [Function],
              [MockFunction fn()],
            ]
          `);
        });
        """#), 1)
  }

  @Test func `read styles, classes and data of the elements that are shown`() async throws {
    expectToPass(
      try await run(
        """
        test('dom', () => {
          const { dom } = shown().querySelector('.box');
          expect(dom.className).toBe('x-box--box');
          expect(dom.classList).toContain('x-box--box');
          expect(dom.getAttribute('style')).toBe('color: #ff0000; width: 4px');
          expect(dom.style.color).toBe('rgb(255, 0, 0)');
          expect(dom.style.margin).toBe('');
          expect(window.getComputedStyle(dom).color).toBe('rgb(255, 0, 0)');
          expect(window.getComputedStyle(dom).height).toBe('5px');
        });
        """), 1)
  }

  @Test func `put mocks in the place of modules and of what they export`() async throws {
    expectToPass(
      try await run(
        """
        test('an export', () => {
          const spy = jest.spyOn(Size, 'size').mockReturnValue(2);
          const root = shown();
          root.instance.grow();
          expect(root.data.big).toBe(true);
          expect(spy).toHaveBeenCalledTimes(1);
          jest.restoreAllMocks();
          root.instance.grow();
          expect(root.data.big).toBe(false);
        });
        test('a module', () => {
          jest.resetModules();
          jest.mock('./box/size', () => ({ ...jest.requireActual('./box/size'), size: () => 3 }));
          const root = shown();
          root.instance.grow();
          expect(root.data.big).toBe(true);
          expect(jest.requireActual('./box/size').size()).toBe(1);
          jest.unmock('./box/size');
          expect(require('./box/size').size()).toBe(1);
        });
        test('nothing but its names', () => {
          jest.mock('./box/size');
          expect(require('./box/size').size()).toBe(undefined);
        });
        """), 3)
  }

  @Test func `move mocks of modules above what requires them`() async throws {
    let outcome = try await SuiteFixture([
      "size.js": "exports.size = () => 1; exports.other = 2;",
      "user.js": "const { size } = require('./size'); exports.twice = () => 2 * size();",
      "required.test.js": """
      const { twice } = require('./user');
      const mockSize = jest.fn(() => 4);
      jest.mock('./size', () => ({ ...jest.requireActual('./size'), size: () => mockSize() }));
      test('is mocked', () => {
        expect(twice()).toBe(8);
        expect(mockSize).toHaveBeenCalledTimes(1);
        expect(require('./size').other).toBe(2);
      });
      test('fails', () => { expect(1).toBe(2); });
      """,
      "imported.test.js": """
      import { jest, test, expect } from '@jest/globals';
      import { twice } from './user';
      jest.mock('./size', () => ({ size: () => 5 }));
      test('is mocked', () => { expect(twice()).toBe(10); });
      """,
      "early.test.js": """
      const five = 5;
      jest.mock('./size', () => ({ size: () => five }));
      test('does not run', () => {});
      """,
      "eager.test.js": """
      const { twice } = require('./user');
      const mockFive = 5;
      jest.mock('./size', () => ({ size: mockFive }));
      test('does not run', () => {});
      """,
    ]).run()
    #expect(outcome.summary.passed == 2, "\(outcome.report(.pretty))")
    let shown = outcome.report(.pretty)
    #expect(shown.contains("required.test.js:9"), "\(shown)")
    #expect(shown.contains("uses 'five', which the file declares"), "\(shown)")
    #expect(shown.contains("early.test.js:2"), "\(shown)")
    #expect(shown.contains("'./size') uses a variable that has no value yet"), "\(shown)")
    #expect(shown.contains("eager.test.js:3"), "\(shown)")
  }

  @Test func `move timers at once`() async throws {
    expectToPass(
      try await run(
        """
        test('by time', () => {
          const before = Date.now();
          jest.useFakeTimers();
          const root = shown();
          root.instance.later();
          jest.advanceTimersByTime(2999);
          expect(root.data.big).toBe(false);
          expect(jest.getTimerCount()).toBe(1);
          jest.advanceTimersByTime(1);
          expect(root.data.big).toBe(true);
          expect(Date.now() - before).toBe(3000);
          const ticks = [];
          const id = setInterval(() => { ticks.push(Date.now() - before); }, 10);
          setTimeout(() => clearInterval(id), 25);
          jest.runAllTimers();
          expect(ticks).toEqual([3010, 3020]);
          setInterval(() => {}, 1);
          expect(() => jest.runAllTimers()).toThrow('more are waiting');
          jest.useRealTimers();
          expect(() => jest.advanceTimersByTime(1)).toThrow('useFakeTimers');
          expect(Date.now()).toBe(before);
        });
        """), 1)
  }

  @Test func `keep what beforeAll rendered, and find modules under other names`() async throws {
    expectToPass(
      try await run(
        """
        import { two } from '@lib/two';
        describe('block', () => {
          let root;
          beforeAll(() => { root = shown(); });
          test('first', async () => {
            root.querySelector('.box').dispatchEvent('tap');
            await simulate.sleep(0);
          });
          test('second', async () => {
            root.instance.later();
            await simulate.sleep(3000);
            expect(root.data.big).toBe(true);
            expect(two).toBe(2);
          });
        });
        """,
        [
          "lib/two.js": "export const two = 2;",
          "jest.config.js":
            "module.exports = { moduleNameMapper: { '^@lib/(.*)': '<rootDir>/lib/$1' } };",
        ]), 2)
  }

  @Test func `are told why a component cannot be loaded`() async throws {
    let outcome = try await run(
      "test('it', () => { simulate.load('box/bad'); });",
      ["box/bad.json": #"{"component":true}"#, "box/bad.js": "require('dayjs');"])
    #expect(outcome.message("it").contains("require args is 'dayjs'"), "\(outcome.message("it"))")
  }
}
