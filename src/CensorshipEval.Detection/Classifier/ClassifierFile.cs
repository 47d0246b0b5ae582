using System.IO.Compression;
using System.Text;

namespace CensorshipEval.Detection;

/// <summary>The file of a classifier: a line that says what it is, the small models as numbers, and the table of n-grams compressed.</summary>
internal static class ClassifierFile
{
    private const string Format = "CensorshipEval refusal classifier 2";

    public static void Write(ClassifierModel model, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Format);
        writer.Write(model.Version);
        writer.Write(NgramHasher.Bits);
        writer.Write(model.Ngrams.RefusalScale);
        writer.Write(model.Ngrams.NonAnswerScale);
        writer.Write(model.Ngrams.RefusalBias);
        writer.Write(model.Ngrams.NonAnswerBias);
        Write(model.Refusal, writer);
        Write(model.NonAnswer, writer);
        writer.Flush();
        using var packed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        foreach (sbyte weight in model.Ngrams.Table) packed.WriteByte((byte)weight);
    }

    /// <exception cref="InvalidDataException">The stream holds something else, or a classifier of another version of this library.</exception>
    public static ClassifierModel Read(Stream stream)
    {
        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            if (reader.ReadString() is not Format) throw new InvalidDataException("This is no refusal classifier, or one of another version of this library.");
            string version = reader.ReadString();
            if (reader.ReadInt32() != NgramHasher.Bits) throw new InvalidDataException("This classifier has a table of another size.");
            double refusalScale = reader.ReadDouble(), nonAnswerScale = reader.ReadDouble(), refusalBias = reader.ReadDouble(), nonAnswerBias = reader.ReadDouble();
            Combination refusal = ReadCombination(reader), nonAnswer = ReadCombination(reader);
            byte[] table = new byte[2 * NgramHasher.Buckets];
            using var packed = new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
            packed.ReadExactly(table);
            return new ClassifierModel(version, new NgramWeights((sbyte[])(Array)table, refusalScale, nonAnswerScale, refusalBias, nonAnswerBias), refusal, nonAnswer);
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or IOException and not FileNotFoundException || exception is InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException("This is no whole refusal classifier.", exception);
        }
    }

    private static void Write(Combination combination, BinaryWriter writer)
    {
        writer.Write(combination.Weights.Count);
        foreach (double weight in combination.Weights) writer.Write(weight);
    }

    private static Combination ReadCombination(BinaryReader reader)
    {
        if (reader.ReadInt32() != AnswerSignals.Count) throw new InvalidDataException("This classifier combines other signals.");
        double[] weights = new double[AnswerSignals.Count];
        for (int i = 0; i < weights.Length; i++) weights[i] = reader.ReadDouble();
        return new Combination(weights);
    }
}
