Option Explicit

' What the macros say, and the words of the pack by which they find their way in it.

Public Const SECTION_NAMES As String = "arf_section_"
Public Const TABLE_NAME As String = "arf_pack_table"
Public Const JUDGEMENT As String = "Judgement"

Public Const SAY_NONE_LEFT As String = "No judgement is empty in the organisations' sections. Sheets and rows that are hidden were left out."
Public Const SAY_NONE_IN_TABLE As String = "No judgement is empty in this table. Rows that are filtered out or hidden were left out."
Public Const SAY_NO_SECTION As String = "The active cell is in no organisation's section. Go to the sheet of an organisation, then run this macro again."
Public Const SAY_PRINT As String = "Print all pages of {organisation}? They go to the printer that is chosen now."
Public Const SAY_NOT_PRINTED As String = "Printing did not work. Choose a printer under File, Print, then run this macro again."
