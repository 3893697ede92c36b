/// What a user must have allowed before a call is served (`reference/api-conventions.md 8.5`).
///
/// An integrator's own: `extension Scope { static let till = Scope("scope.till") }`.
public struct Scope: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The name as `authorize` and `getSetting` have it.
  public let name: String

  public init(_ name: String) { self.name = name }
  public init(stringLiteral name: String) { self.name = name }

  public static let userLocation: Scope = "scope.userLocation"
  public static let userFuzzyLocation: Scope = "scope.userFuzzyLocation"
  public static let userLocationBackground: Scope = "scope.userLocationBackground"
  public static let record: Scope = "scope.record"
  public static let camera: Scope = "scope.camera"
  public static let bluetooth: Scope = "scope.bluetooth"
  public static let writePhotosAlbum: Scope = "scope.writePhotosAlbum"
  public static let addPhoneContact: Scope = "scope.addPhoneContact"
  public static let addPhoneCalendar: Scope = "scope.addPhoneCalendar"
  public static let werun: Scope = "scope.werun"
  public static let userInfo: Scope = "scope.userInfo"
  /// The platform no longer asks for these three; they count as allowed.
  public static let address: Scope = "scope.address"
  public static let invoiceTitle: Scope = "scope.invoiceTitle"
  public static let invoice: Scope = "scope.invoice"

  /// Scopes that the platform gave up: always allowed, never asked.
  public static let abolished: Set<Scope> = [.address, .invoiceTitle, .invoice]

  /// All that the platform knows by name.
  public static let platform: [Scope] = [
    .userLocation, .userFuzzyLocation, .userLocationBackground, .record, .camera, .bluetooth,
    .writePhotosAlbum, .addPhoneContact, .addPhoneCalendar, .werun, .userInfo, .address,
    .invoiceTitle, .invoice,
  ]

  /// Scopes for which app.json must say why, in `permission.<scope>.desc`.
  public static let described: Set<Scope> = [
    .userLocation, .userFuzzyLocation, .userLocationBackground,
  ]
}

/// What kind of personal information a call hands to a mini-program. Its program's privacy guide
/// must have been agreed to, where it has one (`reference/api-conventions.md 8.5`).
public struct PrivacyClass: Hashable, Sendable, ExpressibleByStringLiteral {
  public let name: String

  public init(_ name: String) { self.name = name }
  public init(stringLiteral name: String) { self.name = name }

  public static let location: PrivacyClass = "location"
  public static let clipboard: PrivacyClass = "clipboard"
  public static let album: PrivacyClass = "album"
  public static let albumWriting: PrivacyClass = "albumWriting"
  public static let camera: PrivacyClass = "camera"
  public static let microphone: PrivacyClass = "microphone"
  public static let contacts: PrivacyClass = "contacts"
  public static let calendar: PrivacyClass = "calendar"
  public static let bluetooth: PrivacyClass = "bluetooth"
  public static let address: PrivacyClass = "address"
  public static let invoice: PrivacyClass = "invoice"
  public static let phoneNumber: PrivacyClass = "phoneNumber"
  public static let profile: PrivacyClass = "profile"
  public static let werun: PrivacyClass = "werun"
  public static let licensePlate: PrivacyClass = "licensePlate"
  public static let motion: PrivacyClass = "motion"
}
