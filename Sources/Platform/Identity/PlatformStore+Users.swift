import GRDB
import Wire

/// People.
extension PlatformStore {
  /// All users, in the order of their making.
  public func users() throws -> [User] {
    try read { try Row.fetchAll($0, sql: "SELECT * FROM user ORDER BY id").map(User.init) }
  }

  public func user(named name: String) throws -> User {
    try read { try Self.user(named: name, in: $0) }
  }

  /// Makes a user of whom nobody knows yet.
  @discardableResult
  public func addUser(_ name: String, on occasion: Occasion) throws -> User {
    try write { database in
      guard try Self.findUser(named: name, in: database) == nil else {
        throw PlatformError(.userExists, "there is a user '\(name)' already")
      }
      return try Self.ensureUser(name, on: occasion, in: database)
    }
  }

  /// The user of that name, made when there is none: whoever runs a program exists.
  @discardableResult
  public func ensureUser(_ name: String, on occasion: Occasion) throws -> User {
    if let user = try read({ try Self.findUser(named: name, in: $0) }) { return user }
    return try write { try Self.ensureUser(name, on: occasion, in: $0) }
  }

  /// Stores what was changed of a user.
  public func update(_ user: User) throws {
    guard (1...PlatformLimits.nicknameCharacters).contains(user.nickname.count) else {
      throw PlatformError(
        .parameter, "a nickname has 1 to \(PlatformLimits.nicknameCharacters) characters")
    }
    guard user.avatar.utf8.count <= PlatformLimits.avatarBytes else {
      throw PlatformError(
        .parameter, "an avatar's address has at most \(PlatformLimits.avatarBytes) bytes")
    }
    guard PaymentAnswer(rawValue: user.paymentAnswer) != nil else {
      let known = PaymentAnswer.allCases.map(\.rawValue).joined(separator: ", ")
      throw PlatformError(
        .parameter, "'\(user.paymentAnswer)' is no answer to a payment; known are \(known)")
    }
    try write { database in
      try database.execute(
        sql: """
          UPDATE user SET nickname = ?, avatar = ?, gender = ?, country = ?, province = ?, city = ?,
            language = ?, phone = ?, countryCode = ?, showsProfile = ?, isBlocked = ?,
            paymentAnswer = ?, paymentPassword = ? WHERE id = ?
          """,
        arguments: [
          user.nickname, user.avatar, user.gender, user.country, user.province, user.city,
          user.language, user.phone, user.countryCode, user.showsProfile, user.isBlocked,
          user.paymentAnswer, user.paymentPassword, user.id,
        ])
    }
  }

  /// What a program knows a user as.
  public func openID(of name: String, in appID: String, on occasion: Occasion) throws -> String {
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      try Self.ensureProgram(appID, on: occasion, in: database)
      return try Self.openID(of: user, in: appID, in: database)
    }
  }

  /// Whom a program means by an openid; another program's openids mean nobody.
  public func user(openID: String, in appID: String) throws -> User {
    try read { try Self.user(openID: openID, in: appID, in: $0) }
  }
}

extension PlatformStore {
  static func findUser(named name: String, in database: Database) throws -> User? {
    try Row.fetchOne(database, sql: "SELECT * FROM user WHERE name = ?", arguments: [name])
      .map(User.init)
  }

  static func user(named name: String, in database: Database) throws -> User {
    guard let user = try findUser(named: name, in: database) else {
      throw PlatformError(
        .unknownUser, "there is no user '\(name)'; `sampan user add \(name)` makes one")
    }
    return user
  }

  static func user(id: Int64, in database: Database) throws -> User {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM user WHERE id = ?", arguments: [id])
    else { throw PlatformError(.unknownUser, "there is no such user") }
    return User(row)
  }

  @discardableResult
  static func ensureUser(
    _ name: String, on occasion: Occasion, in database: Database
  ) throws -> User {
    if let user = try findUser(named: name, in: database) { return user }
    guard (1...64).contains(name.utf8.count) else {
      throw PlatformError(.parameter, "a user's name has 1 to 64 letters, digits, '-', '_' or '.'")
    }
    // A number that nobody can have: 199 followed by digits that follow from the name.
    let digits = Digests.sha256("phone\u{0}" + name).prefix(8).map { "\($0 % 10)" }.joined()
    try database.execute(
      sql: "INSERT INTO user (name, nickname, phone, created) VALUES (?, ?, ?, ?)",
      arguments: [
        name, String(name.prefix(PlatformLimits.nicknameCharacters)), "199" + digits,
        occasion.milliseconds,
      ])
    return try user(named: name, in: database)
  }

  static func openID(of user: User, in appID: String, in database: Database) throws -> String {
    let known = try String.fetchOne(
      database, sql: "SELECT openid FROM openid WHERE appid = ? AND user = ?",
      arguments: [appID, user.id])
    if let known { return known }
    // The NUL keeps "wx1" with "2ada" apart from "wx12" with "ada".
    let made = "o" + Digests.base64URL(Digests.sha256("\(appID)\u{0}\(user.name)")).prefix(27)
    try database.execute(
      sql: "INSERT INTO openid (appid, user, openid) VALUES (?, ?, ?)",
      arguments: [appID, user.id, made])
    return made
  }

  static func user(openID: String, in appID: String, in database: Database) throws -> User {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT user.* FROM user JOIN openid ON openid.user = user.id
        WHERE openid.openid = ? AND openid.appid = ?
        """, arguments: [openID, appID])
    guard let row else {
      throw PlatformError(.unknownUser, "no user of \(appID) has the openid '\(openID)'")
    }
    return User(row)
  }

  /// What all programs of a developer know a user as.
  static func unionID(of user: User, in appID: String, in database: Database) throws -> String {
    let developer = try String.fetchOne(
      database,
      sql: """
        SELECT developer.name FROM developer JOIN program ON program.developer = developer.id
        WHERE program.appid = ?
        """, arguments: [appID])
    let text = "union\u{0}\(developer ?? "")\u{0}\(user.name)"
    return "u" + Digests.base64URL(Digests.sha256(text)).prefix(27)
  }
}
