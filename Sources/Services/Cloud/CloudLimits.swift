/// What one mini-program may take of the host by its cloud.
public enum CloudLimits {
  /// The time of one call of a function, in milliseconds: of the function's clock and of the
  /// machine's. The platform lets an author choose 3 to 60 seconds.
  public static let functionMilliseconds = 20_000.0
  /// Functions that call functions, the first counted.
  public static let nestedCalls = 4
  /// What a function is given and what it returns, in bytes of JSON.
  public static let dataBytes = 6 << 20
  /// Documents of one program's database.
  public static let documents = 20_000
  /// One document, in bytes of JSON.
  public static let documentBytes = 1 << 20
  /// How deep values of a document nest.
  public static let documentDepth = 64
  /// How deep conditions of a query nest.
  public static let conditionDepth = 32
  /// Fields that a query is ordered by.
  public static let orders = 8
  /// Documents that one query of a mini-program answers, and of a function.
  public static let programDocuments = 20
  public static let functionDocuments = 1_000
  /// One file, and all files of a program, in bytes.
  public static let fileBytes = 16 << 20
  public static let filesBytes = 256 << 20
  /// Where a file is to be, in bytes.
  public static let filePathBytes = 512
  /// Files that one call names.
  public static let listedFiles = 50
  /// Names of collections and documents, in bytes.
  public static let nameBytes = 128
}
