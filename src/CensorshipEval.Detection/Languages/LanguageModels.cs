using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace CensorshipEval.Detection;

/// <summary>What the embedded file holds: a model for each script that several languages share, and the character sets of ideographs.</summary>
/// <remarks>
/// Brotli around: a version byte; the number of models; for each the script, the bits of its table, the scale, the number of classes, their tags
/// (empty: not named; named ones first), the weights class by class; then a byte of sets for every ideograph. Numbers are little-endian.
/// </remarks>
internal sealed class LanguageModels
{
    /// <summary>Version of the layout.</summary>
    public const byte Version = 1;

    private readonly NgramModel?[] _models = new NgramModel?[WritingSystems.Count];

    private LanguageModels(BinaryReader reader)
    {
        if (reader.ReadByte() != Version) throw new InvalidDataException("The language file is of another version.");
        for (int models = reader.ReadByte(); models > 0; models--) _models[reader.ReadByte()] = ReadModel(reader);
        Han = new HanText(reader.ReadBytes(HanText.Length));
    }

    /// <summary>Ideographs.</summary>
    public HanText Han { get; }

    /// <summary>The model for a script; <see langword="null"/> where the script alone decides.</summary>
    public NgramModel? this[WritingSystem system] => _models[(int)system];

    /// <summary>The file inside this assembly.</summary>
    public static LanguageModels LoadEmbedded()
    {
        using Stream stream = typeof(LanguageModels).Assembly.GetManifestResourceStream("Languages/languages.bin")!;
        return Load(stream);
    }

    /// <summary>Reads a file of models.</summary>
    public static LanguageModels Load(Stream stream)
    {
        using var plain = new BrotliStream(stream, CompressionMode.Decompress);
        using var reader = new BinaryReader(plain, Encoding.UTF8);
        return new LanguageModels(reader);
    }

    private static NgramModel ReadModel(BinaryReader reader)
    {
        int bits = reader.ReadByte();
        float scale = reader.ReadSingle();
        var languages = new LanguageTag[reader.ReadByte()];
        for (int k = 0; k < languages.Length; k++)
        {
            string tag = reader.ReadString();
            if (tag.Length > 0) languages[k] = LanguageTag.Parse(tag);
        }

        var rows = new sbyte[NgramModel.Stride << bits];
        for (int k = 0; k < languages.Length; k++) Spread(reader.ReadBytes(1 << bits), rows.AsSpan(k));
        return new NgramModel(bits, scale, languages, rows);
    }

    // Runs once, so it would never be compiled well by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ReadOnlySpan<byte> weights, Span<sbyte> rows)
    {
        for (int row = 0; row < weights.Length; row++) rows[row * NgramModel.Stride] = (sbyte)weights[row];
    }
}
