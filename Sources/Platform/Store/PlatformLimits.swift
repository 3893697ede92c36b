/// What keeps a hostile program or client from filling the host.
public enum PlatformLimits {
  /// Login and phone codes that one user of one program may have at once; the oldest go.
  static let liveCodes = 200
  /// How long a code can be exchanged (`reference/server-side-apis.md 10.2`).
  static let codeMilliseconds = 5 * 60_000
  /// How long a used or old code is known as such, and not as one that never was.
  static let codeMemoryMilliseconds = 24 * 3_600_000
  /// A session key older than this is replaced at the next login.
  static let sessionRotationMilliseconds = 3 * 24 * 3_600_000
  /// A session that was not used for so long is over.
  static let sessionIdleMilliseconds = 3 * 24 * 3_600_000
  /// The longest nickname, in characters.
  static let nicknameCharacters = 32
  /// The longest address of an avatar, in bytes.
  static let avatarBytes = 1_024
  /// The longest appid, in bytes.
  static let appIDBytes = 64

  /// Bytes of a picture, a sound or a film that a developer's server uploads.
  static let mediaBytes = 2 << 20
  /// Uploads that a program has at once; the oldest go.
  static let mediaFiles = 100
  /// How long an upload is kept.
  static let mediaMilliseconds = 3 * 24 * 3_600_000
  /// Tags of a program, and of one of its users (`45056` and `45059` past them).
  static let tags = 100
  static let tagsOfUser = 20
  /// A tag's name, in bytes.
  static let tagBytes = 30
  /// Openids that one call tags.
  static let taggedAtOnce = 50
  /// Users that one call tells of.
  static let usersAtOnce = 100
  /// Templates of messages that a program has chosen.
  static let templates = 25
  /// Grants of one user to the pages of one program; the oldest go.
  static let webGrants = 20
  /// How long a code of a program that is to be scanned is good, in seconds.
  static let codeSeconds = 2_592_000

  /// All play money of a host.
  public static let supplyFen = 1_000_000_000_000_000
  /// What a new wallet holds: ten thousand yuan.
  public static let openingFen = 1_000_000
  /// Lines of a statement that are given at once.
  public static let statementLines = 500

  /// How long a prepay_id and a code to scan are good (`reference/server-side-apis.md 10.6`).
  static let prepayMilliseconds = 2 * 3_600_000
  /// Orders that a program may have placed by itself (`wx.sandboxOrder`) and not paid.
  static let unpaidSandboxOrders = 1_000
  /// Prepay ids that one order may have at once; the oldest go.
  static let prepays = 20
  /// How long a customer's payment code is good.
  static let authCodeMilliseconds = 60_000
  /// Payment codes that one user may have at once; the oldest go.
  static let liveAuthCodes = 20
  /// From here on a charged payment code needs the password: a thousand yuan.
  static let passwordFreeFen = 100_000
  /// How long a transfer or a red packet waits before it goes back.
  static let giftMilliseconds = 24 * 3_600_000
  /// The longest memo of a transfer, in characters.
  static let memoCharacters = 10
  /// The most that one transfer between users moves.
  static let transferFen = 20_000_000
  /// Packets that one red packet is split into at most.
  static let packetCount = 100
  /// The most in one packet: 200 yuan.
  static let packetFen = 20_000
  /// Transfers of one batch.
  static let batchTransfers = 1_000
  /// Refunds that one order takes.
  static let refundsOfOrder = 50
  /// When a notification that was not acknowledged is repeated, in seconds after the one before
  /// (`reference/server-side-apis.md 10.6`).
  static let notificationSeconds = [
    15, 15, 30, 180, 600, 1_200, 1_800, 1_800, 1_800, 3_600, 10_800, 10_800, 10_800, 21_600, 21_600,
  ]
}
