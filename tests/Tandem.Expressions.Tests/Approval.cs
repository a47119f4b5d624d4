namespace Tandem.Expressions.Tests;

/// <summary>Compares a text with the approved one beside the tests; a different one is left there as received.</summary>
internal static class Approval
{
    public static void Check(string text, string folder, string name)
    {
        var approved = Repository.File("tests", "Tandem.Expressions.Tests", folder, $"{name}.approved.txt");
        var received = Repository.File("tests", "Tandem.Expressions.Tests", folder, $"{name}.received.txt");
        if (File.Exists(approved) && File.ReadAllText(approved) == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        Assert.Fail($"The text differs from the approved one. Compare {received} with {approved}.");
    }
}
