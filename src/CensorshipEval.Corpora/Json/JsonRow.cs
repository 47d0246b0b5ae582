using System.Text.Json;

namespace CensorshipEval.Corpora;

/// <summary>One value of a <see cref="JsonText"/>: where it stands, and where its parent and its next sibling are.</summary>
internal struct JsonRow
{
    public JsonValueKind Kind;
    public bool Escaped;
    public bool NameEscaped;

    /// <summary>First byte of the value; of a string, the one after the quotation mark.</summary>
    public int Start;
    public int Length;

    /// <summary>First byte of the property's name; -1 in an array and at the root.</summary>
    public int NameStart;
    public int NameLength;

    /// <summary>Row of the object or array it is in; -1 at the root.</summary>
    public int Parent;

    /// <summary>Place among its siblings, from 0.</summary>
    public int Index;

    /// <summary>Number of children.</summary>
    public int Count;

    /// <summary>The row after this value and all that is in it.</summary>
    public int Next;
}
