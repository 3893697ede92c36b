import GRDB
import Wire

/// A person on this host. What a program learns of one depends on the program.
public struct User: Sendable, Hashable {
  /// The row; never leaves the host.
  let id: Int64
  /// The name that `--user` takes.
  public let name: String
  public var nickname: String
  public var avatar: String
  public var gender: Int
  public var country: String
  public var province: String
  public var city: String
  public var language: String
  /// Digits without the country's prefix.
  public var phone: String
  public var countryCode: String
  /// Whether programs may ask for the real profile, as all could before October 2022; else they
  /// get the anonymous one at once, as the platform answers today.
  public var showsProfile: Bool
  /// Whether the platform refuses this user's logins (40226).
  public var isBlocked: Bool
  /// What answers confirmation sheets: `ask` leaves it to the screen.
  public var paymentAnswer: String
  /// The six digits of the wallet.
  public var paymentPassword: String

  init(_ row: Row) {
    id = row["id"]
    name = row["name"]
    nickname = row["nickname"]
    avatar = row["avatar"]
    gender = row["gender"]
    country = row["country"]
    province = row["province"]
    city = row["city"]
    language = row["language"]
    phone = row["phone"]
    countryCode = row["countryCode"]
    showsProfile = row["showsProfile"]
    isBlocked = row["isBlocked"]
    paymentAnswer = row["paymentAnswer"]
    paymentPassword = row["paymentPassword"]
  }

  /// What `wx.getUserInfo` tells, members in the platform's order.
  public func profile(isReal: Bool) -> JSON {
    guard isReal else { return Self.anonymous }
    return [
      "nickName": .string(nickname), "gender": .number(Double(gender)),
      "language": .string(language), "city": .string(city), "province": .string(province),
      "country": .string(country), "avatarUrl": .string(avatar),
    ]
  }

  /// What the platform says of everybody since October 2022 (`reference/api-core.md 9.2`).
  public static let anonymous: JSON = [
    "nickName": "微信用户", "gender": 0, "language": "", "city": "", "province": "", "country": "",
    "avatarUrl":
      "https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132",
  ]

  /// What the phone number button seals.
  var phoneNumber: JSON {
    [
      "phoneNumber": .string(countryCode == "86" ? phone : "+\(countryCode)\(phone)"),
      "purePhoneNumber": .string(phone), "countryCode": .string(countryCode),
    ]
  }
}
