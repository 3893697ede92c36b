/// The platform's calendar: UTC+8, without summer time.
struct BeijingTime {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int

  init(milliseconds: Int) {
    let seconds = Self.floor(milliseconds, 1_000) + 8 * 3_600
    let days = Self.floor(seconds, 86_400)
    let inDay = seconds - days * 86_400
    (hour, minute, second) = (inDay / 3_600, inDay / 60 % 60, inDay % 60)
    (year, month, day) = Self.civil(days)
  }

  /// `20260101080000`.
  var compact: String { date + Self.two(hour) + Self.two(minute) + Self.two(second) }
  /// `20260101`.
  var date: String { "\(year)" + Self.two(month) + Self.two(day) }
  /// `2026-01-01 08:00:00`.
  var spaced: String {
    "\(year)-\(Self.two(month))-\(Self.two(day))"
      + " \(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))"
  }
  /// `2026-01-01T08:00:00+08:00`.
  var rfc3339: String { spaced.replacing(" ", with: "T") + "+08:00" }

  /// Reads `20260101080000`; milliseconds since 1970.
  static func parse(compact text: String) -> Int? {
    guard text.utf8.count == 14 else { return nil }
    return parse(digits: text, zoneSeconds: 8 * 3_600)
  }

  /// Reads `2026-01-01`, or `20260101`; milliseconds since 1970 at its beginning.
  static func parse(day text: String) -> Int? {
    let digits = text.replacing("-", with: "")
    guard digits.utf8.count == 8 else { return nil }
    return parse(digits: digits + "000000", zoneSeconds: 8 * 3_600)
  }

  /// Reads `2026-01-01T08:00:00+08:00`, also with fractions of a second or `Z`.
  static func parse(rfc3339 text: String) -> Int? {
    let pattern =
      #/(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:([Zz])|([+-])(\d\d):(\d\d))/#
    guard text.utf8.count <= 40, let match = text.wholeMatch(of: pattern)?.output else {
      return nil
    }
    var zone = 0
    if let sign = match.8, let hours = match.9.flatMap({ Int($0) }),
      let minutes = match.10.flatMap({ Int($0) }), hours < 24, minutes < 60
    {
      zone = (hours * 60 + minutes) * 60 * (sign == "-" ? -1 : 1)
    }
    let digits = "\(match.1)\(match.2)\(match.3)\(match.4)\(match.5)\(match.6)"
    return parse(digits: digits, zoneSeconds: zone)
  }

  private static func parse(digits text: String, zoneSeconds: Int) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 14, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let number = { (range: Range<Int>) in
      bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    let (month, day) = (number(4..<6), number(6..<8))
    let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
    let days = daysSince1970(number(0..<4), month, day)
    guard (1...12).contains(month), civil(days) == (number(0..<4), month, day), hour < 24,
      minute < 60, second < 60
    else { return nil }
    return ((days * 24 + hour) * 3_600 + minute * 60 + second - zoneSeconds) * 1_000
  }

  // Both ways of the proleptic Gregorian calendar, with years that begin in March.
  private static func civil(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = floor(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = floor(year, 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func floor(_ number: Int, _ divisor: Int) -> Int {
    (number >= 0 ? number : number - divisor + 1) / divisor
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
