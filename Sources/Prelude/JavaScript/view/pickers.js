/** Pickers: what a user may pick, and how it is told (builtin-components.md 6.8). */

function pickerMode(node) {
  return stringAttribute(node, 'mode', 'selector');
}

/** By mode: the value that is kept and told for what the user wants, or `undefined` to refuse it. */
const pickerRules = ObjectFreeze({
  __proto__: null,
  selector: (node, wanted) => {
    const range = listAttribute(node, 'range');
    return clampIndex(wanted, range.length);
  },
  multiSelector: pickColumns,
  time: (node, wanted) => pickBetween(node, timeText(wanted)),
  date: (node, wanted) => pickDate(node, wanted),
  region: pickRegion,
});

/** The user picks `{value}`: brought into range, shown, told. */
function pick(node, message) {
  if (isOn(node, 'disabled')) return;
  const detail = detailOf(message);
  const mode = pickerMode(node);
  const rule = pickerRules[mode] ?? pickerRules.selector;
  const value = rule(node, own(detail, 'value'), detail);
  if (value === undefined) return;
  setUserValue(node, 'value', deepCopy(value));
  // Devices tell a single index as text.
  define(detail, 'value', mode === 'selector' ? `${value}` : deepCopy(value));
  sendDom(node, message, detail);
}

/** A list that an attribute holds; an empty one when it holds something else. */
function listAttribute(node, name) {
  const value = attributeOf(node, name);
  return ArrayIsArray(value) ? value : list();
}

function clampIndex(wanted, count) {
  const index = MathTrunc(numberOf(wanted));
  if (!NumberIsFinite(index) || index < 0) return 0;
  return count > 0 && index >= count ? count - 1 : index;
}

/** One index for each column; missing ones count as 0. */
function pickColumns(node, wanted) {
  const columns = listAttribute(node, 'range');
  const picked = [];
  for (let i = 0; i < columns.length; i += 1) {
    const count = ArrayIsArray(columns[i]) ? columns[i].length : 0;
    define(picked, i, clampIndex(ArrayIsArray(wanted) ? wanted[i] : 0, count));
  }
  return picked;
}

/** `8:5` as `08:05`; `undefined` for what is no time. */
function timeText(wanted) {
  const parts = RegExpExec(/^(\d{1,2}):(\d{1,2})$/, textOf(wanted));
  if (parts === null || numberOf(parts[1]) > 23 || numberOf(parts[2]) > 59) return undefined;
  return `${twoDigits(parts[1])}:${twoDigits(parts[2])}`;
}

function twoDigits(text) {
  return text.length === 1 ? `0${text}` : text;
}

/** A date in the granularity of `fields`. */
function pickDate(node, wanted) {
  const parts = RegExpExec(/^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/, textOf(wanted));
  if (parts === null) return undefined;
  const month = twoDigits(parts[2] ?? '01');
  const day = twoDigits(parts[3] ?? '01');
  if (numberOf(month) < 1 || numberOf(month) > 12) return undefined;
  if (numberOf(day) < 1 || numberOf(day) > 31) return undefined;
  const fields = stringAttribute(node, 'fields', 'day');
  const text = `${parts[1]}-${month}-${day}`;
  const length = fields === 'year' ? 4 : fields === 'month' ? 7 : 10;
  return pickBetween(node, StringSlice(text, 0, length));
}

/** Dates and times compare as texts. */
function pickBetween(node, text) {
  if (text === undefined) return undefined;
  const start = StringSlice(stringAttribute(node, 'start', ''), 0, text.length);
  const end = StringSlice(stringAttribute(node, 'end', ''), 0, text.length);
  if (start !== '' && text < start) return start;
  return end !== '' && text > end ? end : text;
}

/** How many names each `level` of a region picker gives. */
const regionLevels = ObjectFreeze({
  __proto__: null, province: 1, city: 2, region: 3, 'sub-district': 4,
});

/** Codes and postcodes of the regions that are known here, by their names. */
const knownRegions = ObjectFreeze({
  __proto__: null,
  '北京市,北京市,东城区': '110000,110100,110101,100010',
  '北京市,北京市,海淀区': '110000,110100,110108,100080',
  '上海市,上海市,黄浦区': '310000,310100,310101,200001',
  '上海市,上海市,浦东新区': '310000,310100,310115,200135',
  '天津市,天津市,和平区': '120000,120100,120101,300041',
  '重庆市,重庆市,渝中区': '500000,500100,500103,400010',
  '广东省,广州市,海珠区': '440000,440100,440105,510220',
  '广东省,广州市,天河区': '440000,440100,440106,510630',
  '广东省,深圳市,南山区': '440000,440300,440305,518052',
  '浙江省,杭州市,西湖区': '330000,330100,330106,310013',
  '江苏省,南京市,玄武区': '320000,320100,320102,210018',
  '四川省,成都市,锦江区': '510000,510100,510104,610011',
  '湖北省,武汉市,江岸区': '420000,420100,420102,430014',
  '陕西省,西安市,碑林区': '610000,610100,610103,710001',
});

/** A region by its names; codes are told of those that are known. */
function pickRegion(node, wanted, detail) {
  if (!ArrayIsArray(wanted)) return undefined;
  const count = regionLevels[stringAttribute(node, 'level', 'region')] ?? 3;
  const names = [];
  const codes = [];
  const key = list();
  for (let i = 0; i < wanted.length && i < 3; i += 1) push(key, textOf(wanted[i]));
  const known = knownRegions[join(key, ',')];
  const parts = known === undefined ? list() : split(known, ',');
  for (let i = 0; i < count && i < wanted.length; i += 1) {
    define(names, i, textOf(wanted[i]));
    if (i < 3 && parts[i] !== undefined) define(codes, i, parts[i]);
  }
  define(detail, 'code', codes);
  if (count >= 3 && parts[3] !== undefined) define(detail, 'postcode', parts[3]);
  return names;
}

/** The form value of a picker: as the user picked it, otherwise as bound. */
function pickerValue(node) {
  const value = attributeOf(node, 'value');
  const mode = pickerMode(node);
  if (value === undefined || value === null) {
    return mode === 'selector' ? 0 : mode === 'time' || mode === 'date' ? '' : [];
  }
  if (mode === 'selector' && node.state !== null && 'value' in node.state) return textOf(value);
  return deepCopy(value);
}

/** The user turns the wheels of a picker-view: `{value}` has one index for each column. */
function turnWheels(node, message) {
  const detail = detailOf(message);
  const wanted = own(detail, 'value');
  const picked = [];
  eachShown(node, (column) => {
    if (column.kind !== ELEMENT || column.tag !== 'picker-view-column') return;
    let count = 0;
    eachShown(column, (item) => { if (item.kind === ELEMENT) count += 1; });
    const index = ArrayIsArray(wanted) ? wanted[picked.length] : 0;
    define(picked, picked.length, clampIndex(index, count));
  });
  define(detail, 'value', picked);
  dispatch('pickstart', node, {}, atTarget);
  setUserValue(node, 'value', deepCopy(picked));
  sendDom(node, message, detail);
  dispatch('pickend', node, {}, atTarget);
}
