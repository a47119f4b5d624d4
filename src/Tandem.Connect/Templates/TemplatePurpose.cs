namespace Tandem.Connect.Templates;

public enum TemplatePurpose
{
    Marketing = 0,
    Transactional = 1,
}
