using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CensorshipEval.Corpora;

/// <summary>Draws whole families in a random order that a seed fixes for ever.</summary>
internal static class FamilyDraw
{
    public static IReadOnlyList<Prompt> Draw(IReadOnlyList<Prompt> prompts, int most, long seed)
    {
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        int count = 0;
        var families = prompts.GroupBy(prompt => prompt.Cluster, StringComparer.Ordinal).OrderBy(family => Place(family.Key, seed), StringComparer.Ordinal);
        foreach (IGrouping<string, Prompt> family in families)
        {
            int size = family.Count();
            if (count + size > most)
            {
                if (count == 0) return Cut([.. family], most);

                // Going on to a smaller family would favour small families.
                break;
            }

            drawn.Add(family.Key);
            count += size;
        }

        return [.. prompts.Where(prompt => drawn.Contains(prompt.Cluster))];
    }

    // By language, so that what is kept holds a sensitive prompt together with its controls.
    private static List<Prompt> Cut(List<Prompt> family, int most)
    {
        var kept = family.OrderBy(prompt => prompt.Language).ThenBy(prompt => prompt.Form).ThenBy(prompt => prompt.Role).Take(most).ToHashSet();
        return [.. family.Where(kept.Contains)];
    }

    private static string Place(string cluster, long seed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{cluster}"))));
}
