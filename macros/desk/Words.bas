Option Explicit

' What the macros say themselves; all else they hear from the command. Lines are divided by |.

Public Const SAY_WORKING As String = "Working. This workbook can stay open; what happened appears here."
Public Const SAY_STILL_WORKING As String = "The button pressed before is still at work. Wait until it is done, or press again to begin this one now."
Public Const SAY_SO_FAR As String = "Working. Done so far: "
Public Const SAY_NO_FOLDER As String = "Type the folder of a round into the yellow cell above, then press the button again."
Public Const SAY_WEB_FOLDER As String = "The folder of the round must be on this computer or a network drive, not a web address.|In OneDrive, choose 'Always keep on this device' and type its path in File Explorer."
Public Const SAY_ODD_FOLDER As String = "The folder or the Python above has a character that no path has, such as a quotation mark, or a letter that Excel cannot pass on. Please type it again, or rename it."
Public Const SAY_NO_ROUND As String = "There is no round.xlsx in the folder '{folder}'. Name the folder of a round, or make one with: arf-excel round new"
Public Const SAY_NO_WORKBOOK As String = "Open the form to look at beside this workbook, click Enable Editing if a yellow bar is at its top, then press again."
Public Const SAY_NO_PYTHON As String = "Python could not be started from the cell Python, which names the whole path of a program."
Public Const SAY_NO_SIGN As String = "Nothing has come back yet. arf-excel may not be installed in this Python, or the folder 'desk' of the round may not be changed."
Public Const SAY_INSTALL As String = "In a command window, in the folder of arf-excel, these lines install it and make this workbook again:"
Public Const SAY_INSTALL_WINDOWS As String = "    py -m venv .venv|    .venv\Scripts\python -m pip install "".[excel]""|    .venv\Scripts\python -m arf_excel desk build -o desk.xlsm"
Public Const SAY_INSTALL_OTHERS As String = "    python3 -m venv .venv|    .venv/bin/python -m pip install "".[excel]""|    .venv/bin/python -m arf_excel desk build -o desk.xlsm"
Public Const SAY_BY_HAND As String = "Where this program may not start another one, paste this line into a command window (PowerShell or Terminal); what happened still appears here:"
Public Const SAY_CLOSING As String = "This workbook was being closed, so what happened is not shown. The files are in the round's folder."
Public Const SAY_GIVEN_UP As String = "Nothing came back for an hour. Please press the button again, or run the command beside it."
Public Const SAY_OTHER_VERSION As String = "The reply comes from another version of arf-excel. Make this workbook again: arf-excel desk build -o desk.xlsm"
Public Const SAY_NOT_SHOWN As String = "The command came to its end, but its reply could not be shown. It is in: "
Public Const SAY_NOT_OPENED As String = "The file could not be opened. Close a workbook of the same name, if there is one, and try again: "
