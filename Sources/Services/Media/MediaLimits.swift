/// The bounds of choosing and saving media.
public enum MediaLimits {
  /// Bytes of one chosen, read or saved file.
  public static let fileBytes = 32 << 20
  /// Bytes of a picture that is fetched from the network.
  public static let pictureBytes = NetworkLimits.responseBytes
  /// Files of one folder that can be chosen from.
  public static let listedFiles = 1_000
  /// Files that mini-programs may save into one visitor's album.
  public static let savedFiles = 500
  /// What `chooseImage` gives at most (`reference/api-conventions.md 8.8`).
  public static let images = 9
  /// What `chooseMedia` gives at most.
  public static let media = 20
  /// What `chooseMessageFile` gives at most.
  public static let messageFiles = 100
  /// The longer side of a picture that was chosen compressed, in pixels.
  public static let compressedSide = 1_440
}
