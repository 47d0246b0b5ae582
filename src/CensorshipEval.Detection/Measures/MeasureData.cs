using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CensorshipEval.Detection;

/// <summary>Reads the data files of the measures, which stand in this assembly.</summary>
internal static class MeasureData
{
    /// <summary>All files of a folder.</summary>
    public static IEnumerable<T> Read<T>(string folder, JsonTypeInfo<T> type)
    {
        System.Reflection.Assembly assembly = typeof(MeasureData).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            yield return JsonSerializer.Deserialize(stream, type)!;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(MeasureWordingsData))]
[JsonSerializable(typeof(OfficialFormulasData))]
internal sealed partial class MeasureJsonContext : JsonSerializerContext;
