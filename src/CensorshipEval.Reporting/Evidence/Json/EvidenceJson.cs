using System.Text.Json;
using System.Text.Json.Serialization;
using CensorshipEval.Analysis;

namespace CensorshipEval.Reporting;

/// <summary>How the files of a bundle are written and read.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EvidenceManifest))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(Exchange))]
[JsonSerializable(typeof(Attempt))]
[JsonSerializable(typeof(BundledJudgement))]
[JsonSerializable(typeof(PromptFamily))]
internal sealed partial class EvidenceJson : JsonSerializerContext
{
    // Metadata of a recording may be as deep as its author liked.
    private const int Deepest = 100_000;

    /// <summary>One line per value.</summary>
    public static EvidenceJson Lines { get; } = new(OptionsFor(indented: false));

    /// <summary>For people to read.</summary>
    public static EvidenceJson Document { get; } = new(OptionsFor(indented: true));

    private static JsonSerializerOptions OptionsFor(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = ExactText.Encoder,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = Deepest,
        WriteIndented = indented,
        NewLine = "\n",
        Converters =
        {
            new ExactStringConverter(), new ExactMetadataConverter(),
            Named<Delivery>(), Named<Engagement>(), Named<RefusalReason>(), Named<EvidenceSource>(), Named<StreamUpdateKind>(), Named<PromptRole>(), Named<PromptForm>(),
            Named<TranslationStatus>(), Named<ReviewStatus>(), Named<ModelWeights>(),
        },
    };

    // By name alone: a number may be a value that there is not.
    private static JsonStringEnumConverter<T> Named<T>()
        where T : struct, Enum => new(namingPolicy: null, allowIntegerValues: false);
}
