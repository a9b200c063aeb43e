from ketenwerk.web.manage import main

if __name__ == "__main__":
    main()
