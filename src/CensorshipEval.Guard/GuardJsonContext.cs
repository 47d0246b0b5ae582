using System.Text.Json;
using System.Text.Json.Serialization;

namespace CensorshipEval.Guard;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(FallbackNotice))]
internal sealed partial class GuardJsonContext : JsonSerializerContext;
