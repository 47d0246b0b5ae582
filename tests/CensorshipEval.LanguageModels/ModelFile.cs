using System.IO.Compression;
using System.Text;
using CensorshipEval.Detection;

namespace CensorshipEval.LanguageModels;

/// <summary>Writes what <see cref="Models"/> reads.</summary>
internal sealed class ModelFile : IDisposable
{
    /// <summary>Weights become whole numbers up to this: fewer levels compress better, and more tell nothing apart better.</summary>
    public const int Levels = 12;

    private readonly MemoryStream _plain = new();
    private readonly BinaryWriter _writer;

    public ModelFile(int models)
    {
        _writer = new BinaryWriter(_plain, Encoding.UTF8);
        _writer.Write(Models.Version);
        _writer.Write((byte)models);
    }

    public void Add(ModelPlan plan, float[] weights, int classes)
    {
        float[] sizes = [.. weights.Select(MathF.Abs).Where(static size => size > 0).Order()];
        float scale = sizes[(int)(sizes.Length * 0.9995)] / Levels;
        _writer.Write((byte)plan.Script);
        _writer.Write((byte)plan.Bits);
        _writer.Write(scale);
        _writer.Write((byte)classes);
        for (int k = 0; k < classes; k++) _writer.Write(k < plan.Named.Length ? plan.Named[k] : "");
        for (int k = 0; k < classes; k++)
        {
            for (int row = 0; row < 1 << plan.Bits; row++)
                _writer.Write((sbyte)Math.Clamp(MathF.Round(weights[(row * NgramModel.Stride) + k] / scale), -Levels, Levels));
        }
    }

    public void Add(byte[] ideographs) => _writer.Write(ideographs);

    public void Dispose() => _writer.Dispose();

    public void Save(string path)
    {
        _writer.Flush();
        using FileStream file = File.Create(path);
        using var compressed = new BrotliStream(file, new BrotliCompressionOptions { Quality = 11 });
        compressed.Write(_plain.GetBuffer().AsSpan(0, (int)_plain.Length));
    }
}
