/// Recordings of nothing, in the formats that recorders write. There is no microphone here; what a
/// mini-program gets is a real file of the length that it recorded.
enum Silence {
  /// The formats that `RecorderManager.start` takes.
  static let formats = ["aac", "mp3", "wav", "PCM"]

  static func file(
    format: String, milliseconds: Double, sampleRate: Int, channels: Int
  ) -> [UInt8] {
    let samples = Int(milliseconds / 1000 * Double(sampleRate))
    return switch format {
    case "mp3": mp3(milliseconds: milliseconds)
    case "wav": wav(samples: samples, sampleRate: sampleRate, channels: channels)
    case "PCM": [UInt8](repeating: 0, count: samples * channels * 2)
    default: aac(samples: samples, sampleRate: sampleRate)
    }
  }

  /// RIFF with 16 bits a sample.
  private static func wav(samples: Int, sampleRate: Int, channels: Int) -> [UInt8] {
    let bytes = samples * channels * 2
    let head =
      Array("RIFF".utf8) + little(36 + bytes, 4) + Array("WAVEfmt ".utf8) + little(16, 4)
      + little(1, 2) + little(channels, 2) + little(sampleRate, 4)
      + little(sampleRate * channels * 2, 4) + little(channels * 2, 2) + little(16, 2)
      + Array("data".utf8) + little(bytes, 4)
    return head + [UInt8](repeating: 0, count: bytes)
  }

  /// ISO 13818-7: ADTS frames of 1024 samples, each with one silent mono block.
  private static func aac(samples: Int, sampleRate: Int) -> [UInt8] {
    let rates = [
      96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    ]
    let rate = UInt8(rates.firstIndex(of: sampleRate) ?? 11)
    let block: [UInt8] = [0x01, 0x18, 0x20, 0x07]
    let size = 7 + block.count
    let frame: [UInt8] =
      [0xFF, 0xF1, 0x40 | rate << 2, 0x40, UInt8(size >> 3), UInt8(size & 7) << 5 | 0x1F, 0xFC]
      + block
    return Array(repeatElement(frame, count: max(1, samples / 1024)).joined())
  }

  /// ISO 11172-3: frames of 26 ms at 44.1 kHz and 32 kbit/s, mono, whose side information is zero.
  private static func mp3(milliseconds: Double) -> [UInt8] {
    let frame: [UInt8] = [0xFF, 0xFB, 0x10, 0xC0] + [UInt8](repeating: 0, count: 100)
    let count = max(1, Int(milliseconds * 44.1 / 1152))
    return Array(repeatElement(frame, count: count).joined())
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
