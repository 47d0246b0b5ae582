using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Export;

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(PromptLine))]
[JsonSerializable(typeof(TrialLine))]
[JsonSerializable(typeof(SummaryDocument))]
[JsonSerializable(typeof(ChangesDocument))]
internal sealed partial class ExportJsonContext : JsonSerializerContext
{
    /// <summary>One line per value; every field is written, so that <c>null</c> is told from forgotten.</summary>
    public static ExportJsonContext Lines { get; } = new(OptionsFor(indented: false));

    /// <summary>For people to read.</summary>
    public static ExportJsonContext Document { get; } = new(OptionsFor(indented: true));

    private static JsonSerializerOptions OptionsFor(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };
}
