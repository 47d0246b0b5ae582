namespace CensorshipEval.Corpora.Tests;

internal static class JsonValueLists
{
    public static List<JsonValue> ToList(this JsonValue.ChildEnumerator children)
    {
        var list = new List<JsonValue>();
        foreach (JsonValue child in children) list.Add(child);
        return list;
    }
}
