using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval;

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(Prompt))]
[JsonSerializable(typeof(PromptFamily))]
[JsonSerializable(typeof(CorpusInfo))]
[JsonSerializable(typeof(Target))]
[JsonSerializable(typeof(Exchange))]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(Trial))]
[JsonSerializable(typeof(IReadOnlyList<EvidenceSpan>))]
[JsonSerializable(typeof(IReadOnlyList<StreamUpdate>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
internal sealed partial class AbstractionsJsonContext : JsonSerializerContext;
